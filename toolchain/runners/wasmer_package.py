"""Runs a WASI program with the Python package wasmer-sdk. Folders are copied into memory."""
import asyncio
import os
import pathlib
import sys

from wasmer_sdk import PackageCommandDefinition, PackageDefinition, Wasmer

from options import options


def files_of(folders):
    """Guest path -> bytes, without links: they may lead out of the folder."""
    files = {}
    for host, guest in folders:
        for folder, _, names in os.walk(host):
            paths = [pathlib.Path(folder) / name for name in names]
            files |= {f"{guest.rstrip('/')}/{path.relative_to(host).as_posix()}": path.read_bytes()
                      for path in paths if path.is_file() and not path.is_symlink()}
    return files


async def pump(stream, to):
    async for piece in stream:
        to.write(piece)
        to.flush()


async def main():
    given = options(__doc__)
    async with Wasmer(cache_root=given.cache) as wasmer:
        package = await wasmer.packages.create(PackageDefinition(
            modules={"main": pathlib.Path(given.words[0]).read_bytes()},
            commands={"main": PackageCommandDefinition(module="main")}, files=files_of(given.folders)))
        async with await wasmer.sandboxes.create(packages=[package]) as sandbox:
            for _, guest in given.folders:  # those that are empty too
                try:
                    await sandbox.fs.mkdir(guest, recursive=True)
                except Exception:
                    pass  # it is outside of the workspace: the package's files make those that have some
            command = sandbox.command(package, given.words[1:], env=given.env)
            process = await command.spawn(stdin="pipe")
            outputs = [asyncio.create_task(pump(process.stdout, sys.stdout.buffer)),
                       asyncio.create_task(pump(process.stderr, sys.stderr.buffer))]
            try:
                await process.stdin.write(sys.stdin.buffer.read())
                await process.stdin.close()
            except Exception:
                pass  # it has ended before it read all
            result = await process.wait()
            await asyncio.gather(*outputs)
            return result.exit_code


code = asyncio.run(main())
sys.stdout.flush()
os._exit(1 if code is None else code)  # its threads would keep the process

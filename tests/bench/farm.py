#!/usr/bin/env python3
"""How long a farm takes for many variants, and what goes over the network, with and without a remote store: a
simulation of measured costs (docs/SCALING.md says where each comes from).

usage: farm.py [--variants 12000] [--bases 12] [--cores 2] [--link 1000] [--server 10000] [--format text|json]
  --link    megabit a second of each machine; --server: of the store, which all share"""
import argparse
import heapq
import json

# Processor seconds: a base (libpython, NumPy, libraries of one CPython and SDK), and what a variant adds.
BASE_SECONDS, LEAN_SECONDS, FAT_SECONDS = 370, 75, 171
# Megabytes of the steps' archives (tar, zstd), as `pylonctl store push` uploaded them. To make a variant of a base, a
# machine fetches the SDK (104), CPython's sources (30), Binaryen (13) and what was made of them (21).
BASE_MB, LEAN_MB, FAT_MB = 168.0, 21.2, 40.3
# What is wanted of a variant that somebody else has made: the file, its sizes and attribution, not its link; and of
# its base lib/ and what the manifest reads.
LEAN_DONE_MB, FAT_DONE_MB, BASE_DONE_MB = 7.9, 16.8, 16.0
# What one core packs or unpacks in a second, and what planning and Ninja take for each variant.
MB_PER_CORE_SECOND, PLAN_SECONDS = 38.0, 0.1


class Farm:
    """variants: of each, processor seconds, megabytes that are uploaded when it is made, and fetched when it is there."""

    def __init__(self, variants, bases, cores, link, server, base_mb=BASE_MB):
        self.variants, self.bases, self.cores, self.base_mb = variants, bases, cores, base_mb
        self.link, self.server = link / 8, server / 8

    def shards(self, machines):
        """As `build --shard`: the dearest first, each to the machine with the least to do."""
        loads = [(0.0, machine) for machine in range(machines)]
        mine = [[] for _ in range(machines)]
        for variant in sorted(self.variants, key=lambda each: -each[0]):
            load, machine = heapq.heappop(loads)
            mine[machine].append(variant)
            heapq.heappush(loads, (load + variant[0], machine))
        return mine

    def transfer(self, megabytes, machines):
        """Seconds for as many megabytes on each of the machines at once."""
        return megabytes / min(self.link, self.server / machines) + megabytes / MB_PER_CORE_SECOND / self.cores

    def work(self, shard):
        return sum(variant[0] + PLAN_SECONDS for variant in shard) / self.cores

    def alone(self, machines):
        """Every machine makes every base that its variants need: with variants by cost, all of them."""
        return max(self.bases * BASE_SECONDS / self.cores + self.work(shard) for shard in self.shards(machines)), 0.0

    def shared(self, machines):
        """Each base is made once, on as many machines as there are; then the others fetch it, and what is made is
        uploaded while the next is made."""
        rounds = -(-self.bases // machines)
        first = rounds * BASE_SECONDS / self.cores
        fetching = self.transfer(self.bases * self.base_mb, machines) if machines > 1 else 0
        traffic = self.bases * self.base_mb * machines + sum(variant[1] for variant in self.variants)
        return first + fetching + self.making(machines), traffic

    def making(self, machines):
        """The slowest shard, on machines that have the bases."""
        slowest = 0.0
        for shard in self.shards(machines):
            upload = sum(variant[1] for variant in shard)
            packing = upload / MB_PER_CORE_SECOND / self.cores
            slowest = max(slowest, self.work(shard) + packing, self.transfer(upload, machines))
        return slowest

    def with_bases(self, machines):
        """Fresh machines, the bases in the store, no variant made yet: what tests/bench/remote.py runs for real."""
        return self.transfer(self.bases * self.base_mb, machines) + self.making(machines)

    def again(self, machines):
        """Fresh machines, nothing changed: finished files alone are fetched."""
        done = [sum(variant[2] for variant in shard) for shard in self.shards(machines)]
        base = self.bases * BASE_DONE_MB
        planning = max(len(shard) for shard in self.shards(machines)) * PLAN_SECONDS
        return self.transfer(max(done) + base, machines) + planning, sum(done) + base * machines


def rows(options):
    each = [(FAT_SECONDS, FAT_MB, FAT_DONE_MB) if i % 2 else (LEAN_SECONDS, LEAN_MB, LEAN_DONE_MB) for i in range(options.variants)]
    farm = Farm(each, options.bases, options.cores, options.link, options.server)
    for machines in (1, 2, 4, 8, 16, 32, 64, 128, 256):
        alone, _ = farm.alone(machines)
        shared, traffic = farm.shared(machines)
        again, traffic_again = farm.again(machines)
        yield {"machines": machines, "without_hours": alone / 3600, "shared_hours": shared / 3600,
               "shared_gb": traffic / 1000, "again_hours": again / 3600, "again_gb": traffic_again / 1000}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    for name, value in (("variants", 12000), ("bases", 12), ("cores", 2), ("link", 1000), ("server", 10000)):
        parser.add_argument("--" + name, type=int, default=value)
    parser.add_argument("--format", choices=("text", "json"), default="text")
    options = parser.parse_args()
    if options.format == "json":
        print(json.dumps(list(rows(options)), indent=2))
        return
    print("| machines | without a store | with one | traffic | fresh machines, nothing changed | traffic |")
    print("|---|---|---|---|---|---|")
    for row in rows(options):
        print("| {machines} | {without_hours:.1f} h | {shared_hours:.1f} h | {shared_gb:.0f} GB | {again_hours:.2f} h | "
              "{again_gb:.0f} GB |".format(**row))


if __name__ == "__main__":
    main()

// The options that every driver in this folder takes, for those in JavaScript:
// [--packages FOLDER] [--cache FOLDER] [--dir HOST::GUEST]... [--env NAME=VALUE]... FILE.wasm [ARGUMENT]...

// The value of an option, split at the first `mark`.
function pair(option, text, mark) {
  const at = text === undefined ? -1 : text.indexOf(mark);
  if (at < 0) throw new Error(`${option} needs a value with '${mark}' in it, not '${text}'`);
  return [text.slice(0, at), text.slice(at + mark.length)];
}

// {folders: {guest: host}, env: {name: value}, packages: folder, cache: folder, words: [FILE.wasm, ARGUMENT...]}.
export function options(words) {
  const found = { folders: {}, env: {}, packages: '', cache: '', words: [...words] };
  while (found.words.length > 0 && found.words[0].startsWith('--')) {
    const option = found.words.shift();
    if (option === '--dir') {
      const [host, guest] = pair(option, found.words.shift(), '::');
      found.folders[guest] = host;
    } else if (option === '--env') {
      const [name, value] = pair(option, found.words.shift(), '=');
      found.env[name] = value;
    } else if (option === '--packages' || option === '--cache') {
      found[option.slice(2)] = found.words.shift();
    } else {
      throw new Error(`unknown option ${option}`);
    }
  }
  if (found.words.length === 0) throw new Error('FILE.wasm is missing');
  return found;
}

// Starts programs for a test process; see starter.ts.
import { spawnSync } from 'node:child_process';
import { openSync, readSync, writeSync } from 'node:fs';

const [, , asked, answered] = process.argv;
const input = openSync(asked, 'r');
const output = openSync(answered, 'w');

/** The next bytes that are asked; the process ends where whoever asks has ended. */
function read(length) {
  const bytes = Buffer.allocUnsafe(length);
  for (let at = 0; at < length; ) {
    const count = readSync(input, bytes, at, length - at);
    if (count === 0) process.exit(0);
    at += count;
  }
  return bytes;
}

function write(...parts) {
  const bytes = Buffer.concat(parts);
  for (let at = 0; at < bytes.length; ) at += writeSync(output, bytes, at);
}

for (;;) {
  const { program, args, options, stdin } = JSON.parse(read(read(4).readUInt32LE()).toString());
  const given = stdin === undefined ? {} : { input: Buffer.from(stdin, 'base64') };
  const { status, signal, pid, error, stdout, stderr } = spawnSync(program, args, { ...options, ...given });
  const fault = error && { ...error, message: error.message };
  const [out, err] = [stdout ?? Buffer.alloc(0), stderr ?? Buffer.alloc(0)];
  const head = Buffer.from(
    JSON.stringify({ status, signal, pid, error: fault, stdout: out.length, stderr: err.length }),
  );
  const size = Buffer.alloc(4);
  size.writeUInt32LE(head.length);
  write(size, head, out, err);
}

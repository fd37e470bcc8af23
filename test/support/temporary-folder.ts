import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Gives all tests of a run one folder for their temporary ones, and takes it away with whatever they left;
 * CX_REVIEW_KEEP=1 leaves it.
 */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'cx-review-tests-'));
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  return () => {
    if (process.env.CX_REVIEW_KEEP === undefined) {
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    }
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  };
}

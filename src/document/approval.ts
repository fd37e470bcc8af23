import approvalSchema from '../../templates/schemas/approval.schema.json';
import { type ApprovalFile, nameOfApproval } from '../domain/approval-file.ts';
import { findApprovalPlace, pathOfApproval } from '../domain/repository-layout.ts';
import validateApproval from '../generated/validate-approval.js';
import { command } from '../lib/command.ts';
import { Failure } from '../lib/failure.ts';
import type { Hint } from '../lib/hint.ts';
import { parseYaml } from './parse.ts';
import { problemsIn } from './schema.ts';

/** A file among the approvals of a review that is none of them, so that it counts for nothing. */
export interface StrayApproval {
  readonly path: string;
  readonly message: string;
  readonly hint: Hint;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** What lies in the folder of a review's or a waiver's approvals. */
export interface ApprovalFiles {
  readonly files: readonly ApprovalFile[];
  readonly strays: readonly StrayApproval[];
}

/** A file in that folder; `bytes` is undefined for a link or whatever else is no plain file. */
export interface FoundFile {
  readonly path: string;
  readonly bytes: Uint8Array | undefined;
}

/**
 * Reads the approvals beside a review or waiver. One that lies in another's folder, or whose name is not that
 * of what it says, was moved, copied or edited by somebody else than who gave it: it is named, and not read.
 * @param subject as signed statements call it: the review's id, or `waivers/ID`
 */
export function readApprovals(subject: string, found: readonly FoundFile[]): ApprovalFiles {
  const files: ApprovalFile[] = [];
  const strays: StrayApproval[] = [];
  for (const { path, bytes } of found) {
    const read = readApproval(subject, path, bytes);
    if ('message' in read) strays.push({ path, ...read });
    else files.push(read);
  }
  return { files, strays };
}

type Stray = Omit<StrayApproval, 'path'>;

function readApproval(subject: string, path: string, bytes: Uint8Array | undefined): ApprovalFile | Stray {
  if (bytes === undefined) {
    return {
      message: `${path} is no plain file, so it is nobody's approval.`,
      hint: 'Take it out, or put the file itself there.',
    };
  }
  const read = parsed(bytes, path);
  if ('message' in read) return read;
  const giveAnew = command('cx-review', 'approve', subject, '--role', read.role);
  if (read.review !== subject) {
    return {
      message: `${path} holds an approval of ${read.review}, and lies among those of ${subject}, so it counts for neither.`,
      hint: `Move it to ${pathOfApproval(read.review, nameOfApproval(read))}, or take it out.`,
    };
  }
  const name = nameOfApproval(read);
  if (findApprovalPlace(path)?.name === name) return read;
  return {
    message: `${path} says something else than what it was written with, or is a copy: by what it says its name would end in ${name.slice(-12)}. It counts for nothing.`,
    hint: ['Take back what was changed in it, or take it out and have the approval given anew:', giveAnew],
  };
}

function parsed(bytes: Uint8Array, path: string): ApprovalFile | Stray {
  try {
    const document = parseYaml(bytes, path);
    const [problem] = problemsIn(document, validateApproval, approvalSchema);
    if (problem === undefined) return document.data as ApprovalFile;
    const { line, column } = problem.place;
    return {
      message: `${path} cannot be read as an approval: ${problem.message}.`,
      hint: problem.hint ?? 'Take it out, and have the approval given anew.',
      line,
      column,
    };
  } catch (failure) {
    if (!(failure instanceof Failure) || failure.kind !== 'invalid') throw failure;
    const { line, column } = failure.place ?? {};
    return {
      message: `${path} cannot be read as an approval: ${failure.message}.`,
      hint: [failure.why, failure.next].filter((part) => part !== undefined).join(' '),
      line,
      column,
    };
  }
}

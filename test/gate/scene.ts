import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import {
  approvalStatement,
  decisionDigest,
  governedDigest,
  signatureNamespace,
} from '../../src/domain/approval.ts';
import { type ApprovalFile, nameOfApproval } from '../../src/domain/approval-file.ts';
import { pathOfApproval } from '../../src/domain/repository-layout.ts';
import type { Approval, Review } from '../../src/domain/review.ts';
import { type Digest, digestOf } from '../../src/lib/digest.ts';
import { Playground, type TestRepository } from '../adapters/git-repository.ts';
import { runCli } from '../support/world.ts';

const root = join(import.meta.dirname, '../..');
const example = (): Review => parse(readFileSync(join(root, 'templates/examples/price-rise.yaml'), 'utf8'));

export const reviewId = '2026-11-20-pro-plan-k3f9';
export const reviewPath = `cx-reviews/${reviewId}.yaml`;
export const policyPath = 'policies/plans.yaml';

export const plans = (price: number): string => `plans:\n  pro:\n    price: ${price}\n    currency: EUR\n`;

/** Maya writes, Olga owns, Finn does the sums, Sam leads support; Eve may approve nothing. */
const people = {
  maya: { name: 'Maya Lindqvist', email: 'maya@example.com', roles: ['owner'] },
  olga: { name: 'Olga Owner', email: 'olga@example.com', roles: ['owner', 'finance'] },
  finn: { name: 'Finn Finance', email: 'finn@example.com', roles: ['finance'] },
  sam: { name: 'Sam Whitaker', email: 'sam@example.com', roles: ['frontline'] },
  ines: { name: 'Ines Duarte', email: 'ines@example.com', roles: [] as string[], executive: true },
  noor: { name: 'Noor Haddad', email: 'noor@example.com', roles: [] as string[] },
  tomas: { name: 'Tomas Brandt', email: 'tomas@example.com', roles: [] as string[] },
  priya: { name: 'Priya Raman', email: 'priya@example.com', roles: [] as string[] },
  leo: { name: 'Leo Fontaine', email: 'leo@example.com', roles: [] as string[] },
  ruth: { name: 'Ruth Adeyemi', email: 'ruth@example.com', roles: [] as string[] },
};

export interface TestConfig {
  schema: string;
  people: Record<string, { name: string; email?: string; roles?: string[] }>;
  policies: Record<string, unknown>[];
  approvals: {
    level: string;
    roles: Record<string, string[]>;
    frontlineCoSign?: boolean;
    signedAuthor?: boolean;
  };
  waivers?: Record<string, unknown>;
  rules?: Record<string, unknown>;
  screening?: Record<string, unknown>;
}

export const config = (level: 'recorded' | 'signed' = 'recorded'): TestConfig => ({
  schema: 'cx-review-config/1',
  people: structuredClone(people),
  policies: [{ id: 'plans', files: ['policies/**'], situation: 'price-rise', owner: 'maya' }],
  approvals: {
    level,
    roles: { light: ['owner'], standard: ['owner', 'finance'], full: ['owner', 'finance'] },
  },
});

/** The file of the price's change, as the review lists it. */
export const policyFile = (from: number, to: number, path = policyPath) => ({
  id: 'plans',
  path,
  before: digestOf(plans(from)),
  after: digestOf(plans(to)),
});

/** A complete review of a rise from 20 to 25, by Maya, with a verdict to go ahead and nobody's approval yet. */
export function completeReview(changes: Partial<Review> = {}): Review {
  return {
    ...example(),
    id: reviewId,
    author: 'maya',
    status: 'proposed',
    policy: {
      files: [policyFile(20, 25)],
      changes: [
        {
          id: 'price',
          path: policyPath,
          pointer: 'plans.pro.price',
          from: 20,
          to: 25,
          unit: 'EUR per month',
        },
      ],
    },
    ...changes,
  } as Review;
}

/** A review of a change of the gate itself. */
export function gateReview(files: readonly object[], id = '2026-11-20-gate-aaaa'): Review {
  const { verdict, leadership, change } = example();
  const { what, reason, reasonClass, customerProblem, dates } = change ?? {};
  return {
    schema: 'cx-review/1',
    id,
    title: 'Let Finn sign',
    situation: 'gate-change',
    depth: 'light',
    author: 'maya',
    currency: 'EUR',
    change: { what, reason, reasonClass, customerProblem, dates, jurisdictions: ['EU'], sector: 'software' },
    leadership,
    verdict,
    policy: { files },
  } as Review;
}

export interface Key {
  readonly file: string;
  readonly publicKey: string;
}

/** A new key, not yet allowed to sign anything. */
export function makeKey(folder: string, name: string): Key {
  const file = join(folder, `key-${name}`);
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', file], { stdio: 'pipe' });
  return { file, publicKey: readFileSync(`${file}.pub`, 'utf8').trim() };
}

/** A repository with a config and a price on its main branch, and a branch that changes something. */
export class Scene {
  readonly playground = new Playground();
  readonly repository: TestRepository;
  readonly config: TestConfig;

  constructor(settings: TestConfig = config(), files: Readonly<Record<string, string>> = {}) {
    this.config = settings;
    const key = JSON.stringify([settings, files]);
    this.repository = this.playground.repositoryLike(key, 'repository', (repository) => {
      repository.write('cx-reviews/config.yaml', stringify(settings));
      repository.write(policyPath, plans(20));
      repository.write('README.md', '# Nothing governed\n');
      for (const [path, text] of Object.entries(files)) repository.write(path, text);
      repository.commit('start');
      repository.git('checkout', '--quiet', '-b', 'change');
    });
  }

  remove(): void {
    this.playground.remove();
  }

  git(...args: readonly string[]): string {
    return this.repository.git(...args);
  }

  write(path: string, text: string): void {
    this.repository.write(path, text);
  }

  read(path: string): string {
    return readFileSync(join(this.repository.path, path), 'utf8');
  }

  commit(message = 'a change'): string {
    return this.repository.commit(message);
  }

  /** Digest of the config on main. */
  configDigest(): Digest {
    return digestOf(`${this.git('show', 'main:cx-reviews/config.yaml')}\n`);
  }

  writeReview(review: Review): void {
    this.write(`cx-reviews/${review.id}.yaml`, stringify(review));
  }

  /**
   * Writes an approval into a file of its own.
   * @param subject what it says that it is of
   * @returns its path
   */
  writeApproval({ id: _id, ...said }: Approval, subject = reviewId): string {
    const file = { schema: 'cx-review-approval/1', review: subject, ...said } as ApprovalFile;
    const path = pathOfApproval(subject, nameOfApproval(file));
    this.write(path, stringify(file));
    return path;
  }

  /** An approval of a review as it is, in the text of the file alone. */
  approval(review: Review, person: string, role: string, more: Partial<Approval> = {}): Approval {
    const files = review.policy?.files ?? [];
    return {
      id: `${person}-${role}`.toLowerCase().trim(),
      person,
      role,
      decision: 'approve',
      date: '2026-11-21',
      level: 'recorded',
      digest: decisionDigest(review),
      files: governedDigest(files),
      config: this.configDigest(),
      ...more,
    };
  }

  sign(statement: string, key: Key, namespace: string = signatureNamespace): string {
    return execFileSync('ssh-keygen', ['-Y', 'sign', '-q', '-f', key.file, '-n', namespace], {
      input: statement,
      stdio: 'pipe',
    }).toString();
  }

  signedApproval(
    review: Review,
    person: string,
    role: string,
    key: Key,
    {
      namespace,
      subject = review.id ?? '',
      ...more
    }: Partial<Approval> & { namespace?: string; subject?: string } = {},
  ): Approval {
    const approval = this.approval(review, person, role, { level: 'signed', ...more });
    return { ...approval, signature: this.sign(approvalStatement(approval, subject), key, namespace) };
  }

  run(...argv: readonly string[]): ReturnType<typeof runCli> {
    const { PATH = '', HOME = '' } = process.env;
    return runCli(asJson(argv), {
      cwd: this.repository.path,
      env: { PATH, HOME },
      gitEnv: this.repository.env,
    });
  }

  gate(...argv: readonly string[]): ReturnType<typeof runCli> {
    return this.run('check', '--base', 'main', ...argv);
  }
}

/** `check` prints for programs here. */
export const asJson = (argv: readonly string[]): readonly string[] =>
  argv[0] === 'check' ? [...argv, '--json'] : argv;

interface Printed {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Names of the rules of all errors that were found. */
export function rulesIn({ code, stdout, stderr }: Printed): string[] {
  if (code > 1) throw new Error(`the gate could not tell: ${stderr}`);
  const { findings }: { findings: { rule: string; severity: string }[] } = JSON.parse(stdout);
  return findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule);
}

/** The commands that the findings name. */
export const hintsIn = ({ stdout }: Printed): string[] =>
  JSON.parse(stdout).findings.map(({ hint }: { hint: string }) => hint);

/** What the findings say. */
export const saidIn = ({ stdout }: Printed): string[] =>
  JSON.parse(stdout).findings.map(({ message }: { message: string }) => message);

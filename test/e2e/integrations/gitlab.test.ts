import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { bash, Runner, read, unrelated, unreviewed, version } from './runner.ts';

interface Job {
  readonly extends?: string;
  readonly rules?: readonly { readonly if: string }[];
  readonly script?: readonly string[];
  readonly before_script?: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
  readonly allow_failure?: boolean;
  readonly artifacts?: { readonly reports: { readonly codequality: string } };
}

const text = read('templates/ci/gitlab.yml');
const jobs = parse(text) as Readonly<Record<string, Job>>;
const base = jobs['.cx-review'];
const runner = new Runner();

describe('the jobs for GitLab', () => {
  it('fit the schema that GitLab has for them', () => {
    const ajv = new Ajv({ strict: false, allErrors: true });
    (addFormats as unknown as (ajv: Ajv) => void)(ajv);
    const validate = ajv.compile(JSON.parse(read('test/fixtures/schemas/gitlab-ci.json')));
    expect(validate(jobs), JSON.stringify(validate.errors)).toBe(true);
    expect(validate(parse(text.replace('when: always', 'when: ever')))).toBe(false);
    expect(validate(parse(text.replaceAll('script:', 'scripts:')))).toBe(false);
  });

  it('may not be skipped or ignored, and the gate runs on every merge request', () => {
    for (const [name, job] of Object.entries(jobs)) {
      expect(job).not.toHaveProperty('only');
      expect(job).not.toHaveProperty('except');
      expect(job.allow_failure).toBeUndefined();
      if (name.startsWith('.')) continue;
      expect(job.extends).toBe('.cx-review');
      expect(job.rules?.every((rule) => Object.keys(rule).join() === 'if')).toBe(true);
    }
    expect(jobs['cx-review-gate']?.rules).toEqual([{ if: '$CI_PIPELINE_SOURCE == "merge_request_event"' }]);
  });

  it('read all reviews after a merge only, so that a draft holds up nobody else', () => {
    expect(jobs['cx-review']?.rules).toEqual([
      { if: '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && $CI_PIPELINE_SOURCE != "schedule"' },
    ]);
    expect(jobs['cx-review-due']?.rules).toEqual([{ if: '$CI_PIPELINE_SOURCE == "schedule"' }]);
  });

  it('run this version by its digest, and fetch the whole history', () => {
    const lines = base?.before_script ?? [];
    expect(text).toContain(`cx-review ${version},`);
    expect(lines[0]).toBe('echo "DIGEST  .gitlab/cx-review.tgz" | sha512sum --check --strict');
    expect(text).not.toMatch(/\bnp[mx]\b/);
    expect(base?.variables?.GIT_DEPTH).toBe('0');
  });

  it.each([
    ['a policy change without a review', unreviewed, 1],
    ['a change of something else', unrelated, 0],
  ])('judge %s', (_what, changed, code) => {
    const { path, branch } = runner.origin(changed);
    const cwd = runner.clone(path, branch);
    // The runner fetches the merge request alone.
    runner.gitIn(cwd, 'update-ref', '-d', 'refs/remotes/origin/main');
    const env = {
      ...runner.git,
      ...base?.variables,
      TOOL: runner.place('tool'),
      CI: 'true',
      GITLAB_CI: 'true',
      CI_PIPELINE_SOURCE: 'merge_request_event',
      CI_PROJECT_DIR: cwd,
      CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
      CI_MERGE_REQUEST_DIFF_BASE_SHA: runner.gitIn(path, 'merge-base', 'main', branch),
    };
    // With the digest of the program that init put beside them.
    const written = parse(readFileSync(join(cwd, '.gitlab/cx-review.yml'), 'utf8')) as typeof jobs;
    const setUp = written['.cx-review']?.before_script ?? [];
    for (const [name, wanted] of [
      ['cx-review-gate', code],
      ['cx-review', 0],
      ['cx-review-due', 0],
    ] as const) {
      const job = written[name];
      const ran = bash([...setUp, ...(job?.script ?? [])].join('\n'), cwd, env);
      expect(ran, ran.stderr).toMatchObject({ code: wanted });
      const report = JSON.parse(readFileSync(join(cwd, job?.artifacts?.reports.codequality ?? ''), 'utf8'));
      expect(report.length > 0).toBe(wanted === 1);
    }
  });
});

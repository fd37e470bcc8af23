/** The parts of a review, its approvals and the config that the gate goes by, as plain data. */
export interface FileRow {
  id: string;
  path?: string;
  before?: string;
  after?: string;
}

export type Scalar = null | boolean | number | string;

export interface ChangeRow {
  id: string;
  path?: string;
  pointer?: string;
  from?: Scalar;
  to?: Scalar;
}

export interface Approval {
  id: string;
  person?: string;
  role?: string;
  decision?: string;
  date?: string;
  level?: string;
  digest?: string;
  files?: string;
  config?: string;
  repository?: string;
  signature?: string;
  /** The file of its own in which it stands; no part of what it says. */
  file?: string;
}

export interface Review {
  [section: string]: unknown;
  id?: string;
  situation?: string;
  depth?: string;
  author?: string;
  status?: string;
  policy?: { files?: FileRow[]; changes?: ChangeRow[] };
  verdict?: { decision?: string; expires?: string; [key: string]: unknown };
  exceptions?: { id: string; rule: string; reason: string; by: string; until: string }[];
  approvals?: Approval[];
}

export interface Waiver {
  schema: string;
  id?: string;
  author?: string;
  owner?: string;
  reason?: string;
  date?: string;
  expires?: string;
  files?: FileRow[];
  /** Id of the review that followed. */
  review?: string;
  approvals?: Approval[];
}

export interface Person {
  name: string;
  email?: string;
  roles?: string[];
  executive?: boolean;
}

export interface Policy {
  id: string;
  files?: string[];
  level?: string;
  approvals?: Record<string, string[]>;
  frontlineCoSign?: boolean;
}

export interface Config {
  schema: string;
  /** Of the repository. */
  id?: string;
  currency?: string;
  people?: Record<string, Person>;
  policies?: Policy[];
  approvals?: {
    level?: string;
    roles?: Record<string, string[]>;
    frontlineCoSign?: boolean;
    signedAuthor?: boolean;
  };
  waivers?: { maxDays?: number; roles?: string[] };
  screening?: { alone: true };
}

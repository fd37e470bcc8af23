import type { ReviewFlaw } from './flaw.ts';

/** What can be wrong with the file of a review. */
export const flawsOfFile: readonly ReviewFlaw[] = [
  {
    name: 'a name for a value',
    after: (flawed) => {
      flawed.text = (text) => text.replace(/^title: /m, 'title: &again ');
    },
  },
  {
    name: 'broken YAML',
    after: (flawed) => {
      flawed.text = (text) => `${text}\n]: [`;
    },
  },
  {
    name: 'marked as UTF-8',
    after: (flawed) => {
      flawed.text = (text) => `\ufeff${text}`;
    },
  },
  {
    name: 'in a folder',
    after: (flawed) => {
      flawed.path = flawed.path.replace('cx-reviews/', 'cx-reviews/old/');
    },
  },
  {
    name: 'as .yml',
    after: (flawed) => {
      flawed.path = flawed.path.replace(/yaml$/, 'yml');
    },
  },
  {
    name: 'name in capitals',
    after: (flawed) => {
      flawed.path = flawed.path.replace('change', 'CHANGE');
    },
  },
  {
    name: 'under another name',
    after: (flawed) => {
      flawed.path = flawed.path.replace('change', 'renamed');
    },
  },
  {
    name: 'as a link',
    after: (flawed) => {
      flawed.entry = { kind: 'link', content: Buffer.from('elsewhere.yaml') };
    },
  },
  {
    name: 'folder in capitals',
    after: (flawed) => {
      flawed.path = flawed.path.replace('cx-reviews', 'CX-Reviews');
    },
  },
];

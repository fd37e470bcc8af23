import { Chalk } from 'chalk';
import type { Style } from '../lib/style.ts';

/** A style that colours with the sixteen colours every terminal theme defines. */
export function colourStyle(base: Style): Style {
  const chalk = new Chalk({ level: 1 });
  return {
    ...base,
    bold: chalk.bold,
    dim: chalk.dim,
    underline: chalk.underline,
    red: chalk.red,
    yellow: chalk.yellow,
    green: chalk.green,
    cyan: chalk.cyan,
  };
}

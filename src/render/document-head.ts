import { htmlText } from '../lib/safe-text.ts';
import { oneLine } from './format.ts';

/** For the title element of an HTML document, where no link may stand: escaped here, put in as it is. */
export function documentHead(title: string): { readonly headTitle: string } {
  return { headTitle: htmlText(oneLine(title)) };
}

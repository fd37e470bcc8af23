import type { DefaultTreeAdapterTypes } from 'parse5';
import { parse } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;
export type Element = DefaultTreeAdapterTypes.Element;

const isElement = (node: Node): node is Element => 'tagName' in node;

function walk(node: Node): Node[] {
  const children = 'childNodes' in node ? node.childNodes : [];
  return [node, ...children.flatMap(walk)];
}

export interface ParsedPage {
  readonly elements: readonly Element[];
  /** Text between tags, styles left out. */
  readonly text: string;
  readonly errors: readonly string[];
}

/** An HTML page by an independent parser, with what it complains about. */
export function parsePage(html: string): ParsedPage {
  const errors: string[] = [];
  const document = parse(html, { onParseError: ({ code }) => errors.push(code) });
  const nodes = walk(document);
  const inStyle = new Set(
    nodes.filter((node) => isElement(node) && node.tagName === 'style').flatMap((node) => walk(node)),
  );
  const text = nodes
    .filter((node) => node.nodeName === '#text' && !inStyle.has(node))
    .map((node) => ('value' in node ? node.value : ''))
    .join(' ');
  return { elements: nodes.filter(isElement), text, errors };
}

export const attribute = (element: Element, name: string): string | undefined =>
  element.attrs.find((one) => one.name === name)?.value;

export const byTag = ({ elements }: ParsedPage, tag: string): Element[] =>
  elements.filter(({ tagName }) => tagName === tag);

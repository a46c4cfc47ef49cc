/** An element of a well-formed document. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
  /** This element and all below it of that name, in document order. */
  all(name: string): readonly XmlElement[];
}

/** A strict reader for the part of XML that the exports use: no comments, CDATA or doctype. Throws where a document is not well formed. */
export function parseXml(text: string): XmlElement {
  if (/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(text))
    throw new Error('character not allowed in XML');
  const declaration = /^<\?xml version="1\.0" encoding="UTF-8"\?>\n/.exec(text);
  if (declaration === null) throw new Error('no declaration');
  const stack: { name: string; attributes: Record<string, string>; children: (XmlElement | string)[] }[] = [
    { name: '', attributes: {}, children: [] },
  ];
  const token = /<\/([\w.:-]+)>|<([\w.:-]+)((?:\s+[\w.:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
  token.lastIndex = declaration[0].length;
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const match = token.exec(text);
    const top = stack.at(-1);
    if (match === null || top === undefined) throw new Error(`not well formed at ${at}: ${text.slice(at, at + 40)}`);
    const [, closing, opening, attributes, empty, characters] = match;
    if (characters !== undefined) top.children.push(decoded(characters));
    else if (opening !== undefined) {
      const element = { name: opening, attributes: readAttributes(attributes ?? ''), children: [] };
      if (empty === '/') top.children.push(finish(element));
      else stack.push(element);
    } else {
      if (stack.length < 2 || top.name !== closing) throw new Error(`</${closing}> closes <${top.name}>`);
      stack.pop();
      stack.at(-1)?.children.push(finish(top));
    }
  }
  const roots = stack[0]?.children.filter(child => typeof child !== 'string') ?? [];
  const root = roots[0];
  if (stack.length !== 1 || roots.length !== 1 || root === undefined) throw new Error('not one root element');
  return root;
}

function finish(element: Pick<XmlElement, 'name' | 'attributes' | 'children'>): XmlElement {
  const finished: XmlElement = {
    ...element,
    all: name => [
      ...(element.name === name ? [finished] : []),
      ...element.children.flatMap(child => (typeof child === 'string' ? [] : child.all(name))),
    ],
  };
  return finished;
}

function readAttributes(text: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name = '', value = ''] of text.matchAll(/([\w.:-]+)="([^"]*)"/g)) {
    if (name in attributes) throw new Error(`attribute ${name} twice`);
    attributes[name] = decoded(value);
  }
  return attributes;
}

function decoded(text: string): string {
  if (/&(?!#\d+;)/.test(text)) throw new Error(`bare & in ${text}`);
  return text.replace(/&#(\d+);/g, (_, digits: string) => String.fromCodePoint(Number(digits)));
}

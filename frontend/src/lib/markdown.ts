/** A small part of Markdown as a tree: the page makes elements of it, so that no text ever becomes HTML. Pure. */

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'strong' | 'emphasis'; parts: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'mention'; text: string }
  | { kind: 'link'; text: string; href: string };

export type Block =
  | { kind: 'paragraph'; lines: Inline[][] }
  | { kind: 'quote'; lines: Inline[][] }
  | { kind: 'list'; ordered: boolean; items: Inline[][] }
  | { kind: 'code'; text: string };

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Only addresses that a browser opens as a page or a letter. */
const safe = (href: string): boolean => /^(https?:\/\/|mailto:)/i.test(href);

function pattern(names: readonly string[]): RegExp {
  const called = names
    .toSorted((a, b) => b.length - a.length)
    .map(escaped)
    .join('|');
  return new RegExp(
    [
      '`(?<code>[^`\\n]+)`',
      '\\*\\*(?<strong>[^\\n]+?)\\*\\*',
      '(?<![\\w*])\\*(?<emphasis>[^*\\s](?:[^*\\n]*[^*\\s])?)\\*(?![\\w*])',
      '\\[(?<label>[^\\]\\n]+)\\]\\((?<target>[^\\s)]+)\\)',
      '(?<address>https?://[^\\s<>"]*[^\\s<>".,;:!?)\\]\'])',
      ...(called ? [`(?<![\\w@.])@(?<mention>${called})(?!\\w)`] : []),
    ].join('|'),
    'giu',
  );
}

function inline(text: string, found: RegExp): Inline[] {
  const parts: Inline[] = [];
  let from = 0;
  for (const match of text.matchAll(found)) {
    const part = inlineOf(match, found);
    if (part === null) continue;
    if (match.index > from) parts.push({ kind: 'text', text: text.slice(from, match.index) });
    parts.push(part);
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
  return parts;
}

function inlineOf(match: RegExpMatchArray, found: RegExp): Inline | null {
  const { code, strong, emphasis, label, target, address, mention } = match.groups ?? {};
  if (code !== undefined) return { kind: 'code', text: code };
  if (strong !== undefined) return { kind: 'strong', parts: inline(strong, found) };
  if (emphasis !== undefined) return { kind: 'emphasis', parts: inline(emphasis, found) };
  if (label !== undefined && target !== undefined)
    return safe(target) ? { kind: 'link', text: label, href: target } : null;
  if (address !== undefined) return { kind: 'link', text: address, href: address };
  return mention === undefined ? null : { kind: 'mention', text: `@${mention}` };
}

const FENCE = '```';
const BULLET = /^\s*[-*]\s+/;
const NUMBER = /^\s*\d{1,3}[.)]\s+/;
const QUOTE = /^>\s?/;

const kindOf = (line: string) =>
  BULLET.test(line) ? 'bullet' : NUMBER.test(line) ? 'number' : QUOTE.test(line) ? 'quote' : 'plain';

function blockOf(lines: string[], found: RegExp): Block {
  const kind = kindOf(lines[0] ?? '');
  const read = (mark: RegExp) => lines.map((line) => inline(line.replace(mark, ''), found));
  if (kind === 'bullet') return { kind: 'list', ordered: false, items: read(BULLET) };
  if (kind === 'number') return { kind: 'list', ordered: true, items: read(NUMBER) };
  if (kind === 'quote') return { kind: 'quote', lines: read(QUOTE) };
  return { kind: 'paragraph', lines: read(/^$/) };
}

/** `names` are those that an @ before them calls. */
export function markdown(text: string, names: readonly string[] = []): Block[] {
  const found = pattern(names);
  const blocks: Block[] = [];
  let open: string[] = [];
  let fenced: string[] | null = null;
  const close = () => {
    if (open.length > 0) blocks.push(blockOf(open, found));
    open = [];
  };
  for (const line of text.split(/\r?\n/)) {
    if (fenced !== null) {
      if (line.startsWith(FENCE)) {
        blocks.push({ kind: 'code', text: fenced.join('\n') });
        fenced = null;
      } else fenced.push(line);
    } else if (line.startsWith(FENCE)) {
      close();
      fenced = [];
    } else if (line.trim() === '') close();
    else {
      if (open.length > 0 && kindOf(open[0] ?? '') !== kindOf(line)) close();
      open.push(line);
    }
  }
  close();
  if (fenced !== null) blocks.push({ kind: 'code', text: fenced.join('\n') });
  return blocks;
}

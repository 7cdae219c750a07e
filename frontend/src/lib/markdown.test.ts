import { describe, expect, it } from 'vitest';
import { markdown } from './markdown';

const one = (text: string, names: string[] = []) => {
  const block = markdown(text, names)[0];
  return block?.kind === 'paragraph' ? block.lines[0] : block;
};

describe('the small part of Markdown', () => {
  it('knows emphasis, code, links and addresses', () => {
    expect(one('**no** *way* `a*b*` [here](https://x.org/a) https://x.org/b.')).toEqual([
      { kind: 'strong', parts: [{ kind: 'text', text: 'no' }] },
      { kind: 'text', text: ' ' },
      { kind: 'emphasis', parts: [{ kind: 'text', text: 'way' }] },
      { kind: 'text', text: ' ' },
      { kind: 'code', text: 'a*b*' },
      { kind: 'text', text: ' ' },
      { kind: 'link', text: 'here', href: 'https://x.org/a' },
      { kind: 'text', text: ' ' },
      { kind: 'link', text: 'https://x.org/b', href: 'https://x.org/b' },
      { kind: 'text', text: '.' },
    ]);
  });

  it('makes no link of an address that could run something', () => {
    for (const bad of [
      'javascript:alert(1)',
      'data:text/html,x',
      '//evil.org',
      ' javascript:x',
      'vbscript:x',
    ])
      expect(JSON.stringify(markdown(`[x](${bad})`))).not.toContain('"link"');
  });

  it('leaves HTML as the text that it is', () => {
    expect(one('<b onclick=x>hi</b>')).toEqual([{ kind: 'text', text: '<b onclick=x>hi</b>' }]);
  });

  it('marks only the names that are called', () => {
    expect(one('@Ada King and @Bob', ['Ada', 'Ada King'])).toEqual([
      { kind: 'mention', text: '@Ada King' },
      { kind: 'text', text: ' and @Bob' },
    ]);
    expect(one('a@Ada', ['Ada'])).toEqual([{ kind: 'text', text: 'a@Ada' }]);
  });

  it('makes lists, quotes, code and paragraphs', () => {
    const kinds = markdown('one\ntwo\n\n- a\n- b\n1. c\n> d\n```\n**e**\n```\nf').map((block) => block.kind);
    expect(kinds).toEqual(['paragraph', 'list', 'list', 'quote', 'code', 'paragraph']);
    expect(markdown('```\nopen **x**')).toEqual([{ kind: 'code', text: 'open **x**' }]);
    expect(markdown(' \n')).toEqual([]);
  });

  it('ends on any text in little time', () => {
    const started = performance.now();
    markdown('*'.repeat(20_000) + '['.repeat(20_000) + '`'.repeat(10_000));
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

import { useMemo } from 'react';
import { markdown } from '@/lib/markdown';
import type { Block, Inline } from '@/lib/markdown';

function Part({ part }: { part: Inline }) {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'code':
      return <code>{part.text}</code>;
    case 'mention':
      return <span className="mention">{part.text}</span>;
    case 'link':
      return (
        <a href={part.href} target="_blank" rel="noreferrer noopener nofollow">
          {part.text}
        </a>
      );
    case 'strong':
      return (
        <strong>
          <Parts parts={part.parts} />
        </strong>
      );
    case 'emphasis':
      return (
        <em>
          <Parts parts={part.parts} />
        </em>
      );
  }
}

const Parts = ({ parts }: { parts: Inline[] }) =>
  parts.map((part, index) => <Part key={index} part={part} />);

const Lines = ({ lines }: { lines: Inline[][] }) =>
  lines.map((parts, index) => (
    <span key={index}>
      {index > 0 && <br />}
      <Parts parts={parts} />
    </span>
  ));

function Piece({ block }: { block: Block }) {
  if (block.kind === 'code') return <pre>{block.text}</pre>;
  if (block.kind === 'paragraph')
    return (
      <p>
        <Lines lines={block.lines} />
      </p>
    );
  if (block.kind === 'quote')
    return (
      <blockquote>
        <Lines lines={block.lines} />
      </blockquote>
    );
  const items = block.items.map((parts, index) => (
    <li key={index}>
      <Parts parts={parts} />
    </li>
  ));
  return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
}

/** A text with Markdown's marks. Its words become elements and never HTML. */
export function Markdown({ text, names }: { text: string; names: readonly string[] }) {
  const blocks = useMemo(() => markdown(text, names), [text, names]);
  return (
    <div className="prose-lite">
      {blocks.map((block, index) => (
        <Piece key={index} block={block} />
      ))}
    </div>
  );
}

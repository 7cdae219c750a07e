import { Link } from 'react-router';
import type { Part, Text } from '@/api/types';
import { Fact } from './Fact';
import { useRecordHref } from './context';

function Reference({ kind, id, text }: { kind: string; id: string; text: string }) {
  const href = useRecordHref()(kind, id);
  if (href === null) return <b>{text}</b>;
  return (
    <Link to={href} className="ref">
      {text}
    </Link>
  );
}

function Piece({ part }: { part: Part }) {
  if (typeof part === 'string') return part;
  if ('fact' in part) return <Fact id={part.fact} text={part.text} tone={part.tone} />;
  return <Reference kind={part.ref.kind} id={part.ref.id} text={part.text} />;
}

/** A sentence of the server: plain words, facts that open their evidence, references that lead to their page. */
export function RichText({ text }: { text: Text }) {
  return text.map((part, index) => <Piece key={index} part={part} />);
}

export const plain = (text: Text): string =>
  text.map((part) => (typeof part === 'string' ? part : part.text)).join('');

import { Link } from 'react-router';
import type { Part, Text } from '@/api/types';
import { unbroken } from '@/lib/format/words';
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
  if (typeof part === 'string') return unbroken(part);
  if (part.fact) return <Fact id={part.fact} text={part.text} tone={part.tone} />;
  if (part.ref) return <Reference kind={part.ref.kind} id={part.ref.id} text={part.text} />;
  return <span className={part.tone ?? ''}>{part.text}</span>;
}

/** A sentence of the server: plain words, facts that open their evidence, references that lead to their page. */
export function RichText({ text }: { text: Text }) {
  return text.map((part, index) => <Piece key={index} part={part} />);
}

export const plain = (text: Text): string =>
  text.map((part) => (typeof part === 'string' ? part : part.text)).join('');

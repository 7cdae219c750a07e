import { Fragment } from 'react';
import type { ReactNode } from 'react';
import type { MessageKey } from '@/lib/messages/en';
import { t } from '@/lib/messages/t';
import type { Vars } from '@/lib/messages/t';

type Props = { message: MessageKey; vars?: Vars; parts: Record<string, ReactNode> };

/** A message some of whose fields are elements: figures that open their evidence. */
export function Sentence({ message, vars = {}, parts }: Props) {
  return t(message, vars)
    .split(/\{(\w+)\}/)
    .map((piece, index) => <Fragment key={index}>{index % 2 === 1 ? (parts[piece] ?? '') : piece}</Fragment>);
}

import { useState } from 'react';
import type { Fact } from '@/api/types';
import { Button } from '@/components/forms/Button';
import { copyText } from '@/lib/clipboard';
import { citation } from '@/lib/format/facts';
import { t } from '@/lib/messages/t';

export function CopyCitation({ fact }: { fact: Fact }) {
  const [copied, setCopied] = useState<Fact | null>(null);
  const copy = async () => {
    if (await copyText(citation(fact))) setCopied(fact);
  };
  return (
    <Button small onClick={() => void copy()}>
      <span aria-live="polite">{copied === fact ? t('fact.copied') : t('fact.copy')}</span>
    </Button>
  );
}

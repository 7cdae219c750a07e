import { useState } from 'react';
import { useImpact } from '@/api/useImpact';
import { ImpactPanel } from '@/components/impact/ImpactPanel';
import { t } from '@/lib/messages/t';

type Props = { program: string; id: string; title: string };

function Asked({ program, id, title }: Props) {
  return <ImpactPanel id={id} title={title} {...useImpact(program, 'activity', id)} />;
}

/** Who is hit if this activity moves: asked when it is opened, since the answer takes the server a while. */
export function ImpactPart(props: Props) {
  const [asked, setAsked] = useState(false);
  return (
    <details className="a-fold a-impact" onToggle={(event) => event.currentTarget.open && setAsked(true)}>
      <summary>
        <b>{t('impact.title')}</b>
      </summary>
      {asked && <Asked {...props} />}
    </details>
  );
}

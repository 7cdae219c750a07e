import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { EvidenceContext } from '@/components/facts/context';
import { RichText } from '@/components/facts/RichText';
import { Loaded } from '@/components/feedback/Loaded';
import { Button } from '@/components/forms/Button';
import { t } from '@/lib/messages/t';
import { adviceQuery } from './useDelivery';

/** Which way fits: each reason with its number, its threshold and where that comes from. */
export function AdviceCard({ program, stream }: { program: string; stream: string }) {
  const query = useQuery(adviceQuery(program, stream));
  const [shown, setShown] = useState(false);
  return (
    <section className="card" aria-labelledby="advice">
      <header>
        <h2 id="advice">{t('advice.title')}</h2>
      </header>
      <div className="d-body">
        <Loaded query={query} rows={1} height={20}>
          {(found) => (
            <EvidenceContext value={found}>
              <p className="d-lead">
                <RichText text={found.said} />
              </p>
              {found.missing.map((each) => (
                <p className="dim" key={each}>
                  {each}
                </p>
              ))}
              {shown && found.reasons.length > 0 && (
                <div className="v-table">
                  <table className="table">
                    <thead>
                      <tr>
                        {(['reason', 'toward', 'threshold', 'source'] as const).map((name) => (
                          <th scope="col" key={name}>
                            {t(`advice.${name}`)}
                          </th>
                        ))}
                      </tr>
                    </thead>
                    <tbody>
                      {found.reasons.map((reason) => (
                        <tr key={reason.id}>
                          <th scope="row" className="wrap">
                            <RichText text={reason.text} />
                          </th>
                          <td>{t(`delivery.way.${reason.toward}`)}</td>
                          <td className="wrap">{reason.threshold}</td>
                          <td className="wrap">{reason.source}</td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </div>
              )}
              <div className="d-acts">
                {found.reasons.length > 0 && (
                  <Button small aria-expanded={shown} onClick={() => setShown((now) => !now)}>
                    {t(shown ? 'advice.hide' : 'advice.show')}
                  </Button>
                )}
                <span className="dim">{t('advice.never')}</span>
              </div>
            </EvidenceContext>
          )}
        </Loaded>
      </div>
    </section>
  );
}

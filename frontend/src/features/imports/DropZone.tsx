import { useRef, useState } from 'react';
import type { DragEvent } from 'react';
import { Button } from '@/components/forms/Button';
import { Icon } from '@/components/icons/Icon';
import { t } from '@/lib/messages/t';

type Props = { busy: string | null; onFile: (file: File) => void };

/** A place to drop a file, and a button that does the same. */
export function DropZone({ busy, onFile }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file) onFile(file);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (busy === null) take(event.dataTransfer.files);
  };
  return (
    // Dropping is for the mouse; the button below does the same for everybody.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className={`drop ${over ? 'over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <Icon name="import" />
      <p className="drop-title">{busy ?? t('import.drop')}</p>
      <p className="dim small">{t('import.hint')}</p>
      <Button primary disabled={busy !== null} onClick={() => input.current?.click()}>
        {t('import.choose')}
      </Button>
      <input
        ref={input}
        type="file"
        className="sr"
        tabIndex={-1}
        aria-label={t('import.choose')}
        onChange={(event) => {
          take(event.target.files);
          event.target.value = '';
        }}
      />
    </div>
  );
}

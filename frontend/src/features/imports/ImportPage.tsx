import { useSearchParams } from 'react-router';
import { FormError } from '@/components/feedback/States';
import { t } from '@/lib/messages/t';
import { DropZone } from './DropZone';
import { Steps } from './Steps';
import { useUpload } from './useImport';
import '@/features/imports/imports.css';

export default function ImportPage() {
  const [params] = useSearchParams();
  const upload = useUpload(params.get('program'));
  const name = upload.variables?.name ?? '';
  return (
    <div className="page import">
      <title>{`${t('import.title')} · ${t('app.name')}`}</title>
      <div className="title">
        <div>
          <h1>{t('import.title')}</h1>
          <p>{t('import.lead')}</p>
        </div>
      </div>
      <Steps at="file" mapped={false} />
      <DropZone
        busy={upload.isPending ? t('import.uploading', { name }) : null}
        onFile={(file) => upload.mutate(file)}
      />
      <FormError error={upload.error} />
    </div>
  );
}

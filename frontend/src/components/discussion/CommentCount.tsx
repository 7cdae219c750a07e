import { useParams } from 'react-router';
import { Icon } from '@/components/icons/Icon';
import { t } from '@/lib/messages/t';
import { useCommentCounts } from './useDiscussion';
import './discussion.css';

/** The open comments on a record of the open program, beside its name in a list; nothing where there are none. */
export function CommentCount({ kind, id }: { kind: string; id: string }) {
  const { program = '' } = useParams();
  const count = useCommentCounts(program).data?.[kind]?.[id];
  if (count === undefined) return null;
  const words = t('discuss.count', { count });
  return (
    <span className="comment-count" role="img" aria-label={words} title={words}>
      <Icon name="comment" small />
      {count}
    </span>
  );
}

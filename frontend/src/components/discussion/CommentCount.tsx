import { Icon } from '@/components/icons/Icon';
import { t } from '@/lib/messages/t';
import { useCommentCounts } from './useDiscussion';

/** The open comments on a record, beside its name in a list; nothing where there are none. */
export function CommentCount({ program, kind, id }: { program: string; kind: string; id: string }) {
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

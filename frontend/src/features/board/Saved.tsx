import { useViews } from '@/api/useViews';
import { useSearchParams } from '@/components/forms/searchParams';
import { ViewsMenu } from '@/components/views/ViewsMenu';

/** The saved views of the board: all that its address says, but for the item that is open. */
export function Saved({ program, mayEdit }: { program: string; mayEdit: boolean }) {
  const views = useViews(program, 'board');
  const [params, setParams] = useSearchParams();
  return (
    <ViewsMenu
      store={views}
      search={params.toString()}
      passing={['item']}
      onApply={(search) => setParams(new URLSearchParams(search), { replace: true })}
      mayShare={mayEdit}
    />
  );
}

import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter } from 'react-router';
import { VerbProvider } from '@/components/palette/verbs';

/** Render with what every screen stands in: Mantine, a query client that never retries, a router, verbs. */
export function show(children: ReactNode, at = '/') {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return render(
    <MantineProvider env="test">
      <QueryClientProvider client={client}>
        <VerbProvider>
          <MemoryRouter initialEntries={[at]}>{children}</MemoryRouter>
        </VerbProvider>
      </QueryClientProvider>
    </MantineProvider>,
  );
}

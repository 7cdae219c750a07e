import { MantineProvider, useComputedColorScheme } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { BrowserRouter, useRoutes } from 'react-router';
import { VerbProvider } from '@/components/palette/verbs';
import { newQueryClient } from './queryClient';
import { routes } from './routes';
import { schemeManager, theme } from './theme';

function DarkClass() {
  const scheme = useComputedColorScheme('light');
  useEffect(() => {
    document.documentElement.classList.toggle('dark', scheme === 'dark');
  }, [scheme]);
  return null;
}

const Pages = () => useRoutes(routes);

/** Routes are declared, not loaded by a data router: that one is twice as much code, and TanStack Query loads for us. */
export function App() {
  const [client] = useState(newQueryClient);
  const [manager] = useState(schemeManager);
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={manager}
      withCssVariables={false}
    >
      <DarkClass />
      <QueryClientProvider client={client}>
        <VerbProvider>
          <BrowserRouter>
            <Pages />
          </BrowserRouter>
        </VerbProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}

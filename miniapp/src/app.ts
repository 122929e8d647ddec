import { QueryClientProvider } from '@tanstack/react-query';
import { createElement, type PropsWithChildren } from 'react';
import { makeAccessible } from './platform/accessible';
import { sayLost } from './pages/routes';
import { onLostPage } from './platform/lost-page';
import { queryClient } from './state/query-client';
import './words/i18n';
import './carried';
import './app.scss';

makeAccessible();
onLostPage(sayLost);

export default function App({ children }: PropsWithChildren) {
  return createElement(QueryClientProvider, { client: queryClient }, children);
}

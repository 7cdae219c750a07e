import { loadMessages } from '@/lib/messages/t';

await loadMessages();

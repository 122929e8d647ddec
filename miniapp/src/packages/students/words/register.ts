import { addWords } from '@/words/add-words';
import { en } from './en';
import { zh } from './zh';

addWords({ zh, en });

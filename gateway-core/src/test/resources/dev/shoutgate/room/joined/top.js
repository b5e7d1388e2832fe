import { same } from './joined/middle.js';
import {
  twice,
} from './joined/low.js';
same(twice(2));

import * as low from './joined/low.js';

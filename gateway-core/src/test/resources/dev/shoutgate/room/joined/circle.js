import { b } from './joined/circle-b.js';
export const a = () => b;

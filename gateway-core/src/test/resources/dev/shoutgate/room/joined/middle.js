import { twice as double } from './joined/low.js';
export async function same(n) { return double(n) / 2; }

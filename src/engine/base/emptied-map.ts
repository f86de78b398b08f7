/**
 * Maps of what is under way: entries come and go all the time, and most of the time few are there. Their memory is the
 * matter of this file. When V8 grows or clears the table behind a Map it leaves a pointer from the old table to the new
 * one; an old table that was promoted to the old generation so keeps alive every later table with all it holds, until
 * the next full collection. A Map that is given up when it is empty starts no such chain.
 * Source: OrderedHashTable::Rehash (SetNextTable), https://github.com/v8/v8/blob/main/src/objects/ordered-hash-table.cc
 */

/** The map without the key: the same one, or a new one when nothing is left. */
export function without<K, V>(map: Map<K, V>, key: K): Map<K, V> {
  map.delete(key);
  return map.size === 0 ? new Map() : map;
}

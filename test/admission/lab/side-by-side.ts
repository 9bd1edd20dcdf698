/** Does something with each of a list, some at a time, and returns the results in the list's order. */
export async function sideBySide<T, R>(
  list: readonly T[],
  act: (each: T, index: number) => Promise<R>,
  atOnce = 8,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const work = async () => {
    for (let index = next++; index < list.length; index = next++) results[index] = await act(list[index]!, index);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
}

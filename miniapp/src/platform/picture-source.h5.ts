export const bringPicture = async (
  url: string,
  header: Record<string, string>,
): Promise<{ statusCode: number; source: string }> => {
  const answer = await fetch(url, { headers: header, cache: 'no-store' });
  return { statusCode: answer.status, source: answer.ok ? URL.createObjectURL(await answer.blob()) : '' };
};

export const releasePicture = (source: string): void => URL.revokeObjectURL(source);

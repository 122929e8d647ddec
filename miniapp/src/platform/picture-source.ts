import Taro from '@tarojs/taro';

/**
 * Brings a picture that needs a right to be seen onto the phone.
 * @returns the HTTP status, and what an image shows where that is 200
 */
export const bringPicture = async (
  url: string,
  header: Record<string, string>,
): Promise<{ statusCode: number; source: string }> => {
  const { statusCode, tempFilePath } = await Taro.downloadFile({ url, header });
  // Alipay tells no status of what it has brought
  return { statusCode: statusCode ?? 200, source: tempFilePath };
};

/** Files of the platform go by themselves. */
export const releasePicture = (_source: string): void => undefined;

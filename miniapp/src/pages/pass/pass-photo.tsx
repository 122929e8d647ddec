import { Image } from '@tarojs/components';
import { useEffect, useState } from 'react';
import type { UploadAddresses } from '@shared/upload';
import { bringPhoto } from '@/components/use-photo';
import { releasePicture } from '@/platform/picture-source';
import { useWords } from '@/words/use-words';

/** The photo that the pass came with; without network the page does without. */
export function PassPhoto({ addresses }: { addresses: UploadAddresses }) {
  const { t } = useWords();
  const [source, setSource] = useState<string | null>(null);
  useEffect(() => {
    let wanted = true;
    bringPhoto(addresses.thumbnail).then(
      (brought) => (wanted ? setSource(brought) : releasePicture(brought)),
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [addresses.thumbnail]);
  useEffect(() => () => releasePicture(source ?? ''), [source]);
  return source ? <Image className="pass__photo" src={source} mode="aspectFill" ariaLabel={t('pass.photo')} /> : null;
}

import { Image, Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import type { UploadVariant } from '@shared/upload';
import { useWords } from '@/words/use-words';
import { Icon } from './icon';
import { usePhoto, type PhotoRef } from './use-photo';

interface Props {
  photo: PhotoRef;
  variant: UploadVariant;
  /** what the picture is of */
  label: string;
  /** instead of looking at it in full */
  onClick?: () => void;
}

/** A photo behind its token: grey until it is here, tried again by a tap, looked at in full by another. */
export function EvidencePhoto({ photo, variant, label, onClick }: Props) {
  const { t } = useWords();
  const { state, retry } = usePhoto(photo, variant);
  if (state.status === 'busy') {
    return <View className={`photo photo--${variant} photo--busy`} ariaLabel={`${label}, ${t('app.loading')}`} />;
  }
  if (state.status === 'failed') {
    return (
      <View
        className={`photo photo--${variant} photo--failed`}
        ariaRole="button"
        ariaLabel={t('photo.again')}
        onClick={retry}
      >
        <Icon name="refresh" />
        <Text className="photo__word">{t('photo.again')}</Text>
      </View>
    );
  }
  const { source } = state;
  const look = (): void => void Taro.previewImage({ current: source, urls: [source] });
  return (
    <View
      className={`photo photo--${variant}`}
      ariaRole="button"
      ariaLabel={onClick ? label : t('photo.enlarge', { label })}
      onClick={onClick ?? look}
    >
      <Image className="photo__image" src={source} mode={variant === 'photo' ? 'aspectFit' : 'aspectFill'} />
    </View>
  );
}

import { View } from '@tarojs/components';
import { Tag } from '@/components/tag';
import { useWords } from '@/words/use-words';

interface Props {
  /** what is still to be filled in */
  open: number;
  /** the person has tried to send */
  asked: boolean;
  uploading?: boolean;
}

/** What is left to do, above the button that sends. */
export function FormNote({ open, asked, uploading = false }: Props) {
  const { t } = useWords();
  return (
    <View className="action-bar__note">
      {uploading ? (
        <Tag tone="info" icon="clock">
          {t('photo.busy')}
        </Tag>
      ) : open === 0 ? (
        <Tag tone="good" icon="done">
          {t('checkIn.ready')}
        </Tag>
      ) : (
        <Tag tone={asked ? 'danger' : 'info'} icon={asked ? 'warning' : 'edit'}>
          {t(asked ? 'checkIn.faults' : 'checkIn.progress', { count: open })}
        </Tag>
      )}
    </View>
  );
}

import { Text, View } from '@tarojs/components';
import { Tag } from '@/components/tag';
import { useWords } from '@/words/use-words';
import type { SaveState } from './use-return-draft';

interface Props {
  /** what this step still asks for */
  open: number;
  asked: boolean;
  save: SaveState;
  uploading: boolean;
}

/** What is left to do here, and that nothing is lost. */
export function EditorNote({ open, asked, save, uploading }: Props) {
  const { t } = useWords();
  return (
    <View className="action-bar__note action-bar__note--apart">
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
      <Text className="weak">{t(`returning.save.${save}`)}</Text>
    </View>
  );
}

import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { SeenDesk } from '@/booking/kept-desk';
import { TextButton } from '@/components/text-button';
import { useWords } from '@/words/use-words';
import { Venues } from './venues';

/** While a booking runs nothing else can be taken: the venues are there for whoever wishes to look. */
export function OtherVenues({ desk, now }: { desk: SeenDesk; now: number }) {
  const { t } = useWords();
  const [isOpen, open] = useState(false);
  return (
    <>
      <View className="card">
        <Text className="weak">{t('booking.onlyOne')}</Text>
        <TextButton icon={isOpen ? 'up' : 'down'} onClick={() => open(!isOpen)}>
          {t(isOpen ? 'booking.foldOthers' : 'booking.seeOthers')}
        </TextButton>
      </View>
      {isOpen && <Venues desk={desk} now={now} />}
    </>
  );
}

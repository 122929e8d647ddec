import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { DeputyView } from '@shared/approval';
import { Confirm } from '@/components/confirm';
import { Empty } from '@/components/empty';
import { Loaded } from '@/components/loaded';
import { MainButton } from '@/components/main-button';
import { Page } from '@/components/page';
import { Tag } from '@/components/tag';
import { TextButton } from '@/components/text-button';
import { phoneNow } from '@/clock';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';
import { DeputySheet } from './deputy-sheet';
import { useDeputies } from './use-deputies';
import '../words/register';

/** Who decides in one's place while one is away. */
export default function Deputies() {
  const { t } = useWords();
  const { query, ending } = useDeputies();
  const [adding, add] = useState(false);
  const [toEnd, askEnd] = useState<DeputyView | null>(null);
  return (
    <Page title={t('deputies.title')} action={<MainButton onClick={() => add(true)}>{t('deputies.add')}</MainButton>}>
      <Text className="weak">{t('deputies.text')}</Text>
      <Loaded query={query}>
        {(deputies) =>
          deputies.length === 0 ? (
            <Empty icon="people" title={t('deputies.none')} text={t('deputies.noneText')} />
          ) : (
            <View className="list">
              {deputies.map((deputy) => (
                <Deputy key={deputy.id} deputy={deputy} onEnd={() => askEnd(deputy)} />
              ))}
            </View>
          )
        }
      </Loaded>
      {adding && <DeputySheet onClose={() => add(false)} />}
      <Confirm
        open={toEnd !== null}
        danger
        title={t('deputies.endAsk', { name: toEnd?.deputy.name ?? '' })}
        word={t('deputies.end')}
        busy={ending.isPending}
        error={ending.error}
        onConfirm={() => toEnd && ending.mutate(toEnd.id, { onSuccess: () => askEnd(null) })}
        onClose={() => askEnd(null)}
      />
    </Page>
  );
}

function Deputy({ deputy, onEnd }: { deputy: DeputyView; onEnd: () => void }) {
  const { t, pick } = useWords();
  const { at } = useCampusTime();
  const now = phoneNow();
  const isActive = Date.parse(deputy.fromAt) <= now && now < Date.parse(deputy.untilAt);
  return (
    <View className="list__item">
      <View className="list__main">
        <View className="row row--wrap">
          <Text className="strong">{deputy.deputy.name}</Text>
          <Tag tone={isActive ? 'good' : 'plain'} icon={isActive ? 'done' : 'clock'}>
            {t(isActive ? 'deputies.active' : 'deputies.later')}
          </Tag>
        </View>
        <Text className="weak">{pick(deputy.deputy.unit)}</Text>
        <Text className="weak">{t('deputies.span', { from: at(deputy.fromAt), until: at(deputy.untilAt) })}</Text>
      </View>
      <TextButton tone="danger" onClick={onEnd}>
        {t('deputies.end')}
      </TextButton>
    </View>
  );
}

import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { ApprovalView } from '@shared/approval';
import { EvidencePhoto } from '@/components/evidence-photo';
import { TextButton } from '@/components/text-button';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';
import { ApprovalFacts } from '../approval-facts';

/** What was handed in before, photos and all, folded away. */
export function Earlier({ request }: { request: ApprovalView }) {
  const { t, pick } = useWords();
  const { at } = useCampusTime();
  const [shown, show] = useState(false);
  return (
    <>
      <View className="card card--actions">
        <TextButton icon="record" onClick={() => show(!shown)}>
          {t(shown ? 'returning.hideVersions' : 'approvals.earlier', { count: request.earlier.length })}
        </TextButton>
      </View>
      {shown &&
        request.earlier.map(({ version, submittedAt, facts, photos }) => (
          <View key={version} className="card">
            <Text className="strong">{`${t('history.version', { version })} · ${at(submittedAt)}`}</Text>
            <ApprovalFacts facts={facts} />
            <View className="photos">
              {photos.map(({ slot, uploadId, addresses, label }) => (
                <EvidencePhoto key={slot} photo={{ uploadId, addresses }} variant="thumbnail" label={pick(label)} />
              ))}
            </View>
          </View>
        ))}
    </>
  );
}

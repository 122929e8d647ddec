import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { WindowRow } from '@shared/check-in';
import type { TemplateBody } from '@shared/check-in-template';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';
import { runPrepared } from '../common/prepared';
import { TemplateCompiler } from '../template/template-compiler.service';
import { LOAD_PLAN } from './plan.sql';
import type { Plan, PlannedForm, PlannedTemplate, RunningCampaign } from './plan.types';

const FRESH_MS = 4_000;
const MAX_SCHOOLS = 1_000;

interface TemplateLine {
  id: string;
  formKey: string;
  version: number;
  state: 'published' | 'superseded';
  body: TemplateBody;
  graceUntil: string | null;
}

interface PlanRow {
  time_zone: string;
  campus_ids: string[];
  campaign: RunningCampaign | null;
  windows: WindowRow[];
  templates: TemplateLine[];
}

interface Kept {
  loadedAt: number;
  plan: Promise<Plan>;
}

/** Answers what a school asks of whom at present: campaign, windows and forms in one statement, kept for seconds. */
@Injectable()
export class PlanService {
  private readonly kept = new Map<string, Kept>();

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly compiler: TemplateCompiler,
  ) {}

  planOf(schoolId: string): Promise<Plan> {
    const at = this.clock.now();
    const now = at.getTime();
    const known = this.kept.get(schoolId);
    if (known && now - known.loadedAt < FRESH_MS && now >= known.loadedAt) {
      return known.plan;
    }
    const plan = this.load(schoolId, at);
    if (this.kept.size >= MAX_SCHOOLS) {
      this.kept.clear();
    }
    this.kept.set(schoolId, { loadedAt: now, plan });
    plan.catch(() => this.kept.delete(schoolId));
    return plan;
  }

  /** Forgets the plan of a school in this process, after its administrator changed it here. */
  forget(schoolId: string): void {
    this.kept.delete(schoolId);
  }

  private async load(schoolId: string, now: Date): Promise<Plan> {
    const [row] = await runPrepared<PlanRow>(this.database, LOAD_PLAN, [schoolId, now]);
    if (!row) {
      throw new DomainError('SCHOOL_UNKNOWN');
    }
    const forms = this.formsOf(row.templates);
    return {
      schoolId,
      timeZone: row.time_zone,
      campusIds: row.campus_ids,
      campaign: row.campaign,
      windows: row.windows.filter(({ formKey }) => forms.has(formKey)),
      forms,
    };
  }

  private formsOf(lines: TemplateLine[]): Map<string, PlannedForm> {
    const forms = new Map<string, PlannedForm>();
    for (const line of lines.filter(({ state }) => state === 'published')) {
      const before = lines.find(({ state, formKey }) => state === 'superseded' && formKey === line.formKey);
      forms.set(line.formKey, {
        published: this.planned(line),
        inGrace: before && line.graceUntil ? { ...this.planned(before), until: new Date(line.graceUntil) } : null,
      });
    }
    return forms;
  }

  private planned({ id, version, body }: TemplateLine): PlannedTemplate {
    return { id, version, body, compiled: this.compiler.compiled(id, body) };
  }
}

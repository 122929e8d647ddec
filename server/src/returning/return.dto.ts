import { IsInt, Max, Min } from 'class-validator';

export class SubmissionDto {
  /** of the draft that was shown when it was handed in */
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  revision!: number;
}

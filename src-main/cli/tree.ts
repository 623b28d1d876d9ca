// `synscope tree`: the field tree of one frame, with offset and length of each field.
import { packetDetail } from '../engine/answers/packet-detail';
import type { CaptureDocument } from '../engine/document/document';
import { findMessages } from '../engine/document/messages/message-finder';
import { findTimings } from '../engine/passes/timing-pass';
import { findHandshakes } from '../engine/passes/tls-pass';
import { RequestFailure } from '../engine/base/failure';
import { treeObject } from '../text/tree-object';
import { lineText } from './tree-label';
import type { PacketDetail, TreeNode } from '../ipc/contracts/engine-contract';
import { decodeRules } from './decode-as';
import { CommandFailure, BAD_INPUT, type CommandContext } from './context';

export async function treeCommand(
  context: CommandContext,
  args: { file: string; frame: string; json: boolean; decodeAs?: string[] },
): Promise<void> {
  const frame = Number(args.frame);
  if (!/^\d+$/.test(args.frame) || frame < 1 || frame > 0xffffffff)
    throw context.usage('cli.badFrame', { text: args.frame });
  const decodeAs = decodeRules(context, args.decodeAs ?? []);
  const work = async (document: CaptureDocument): Promise<void> => {
    await findMessages(document);
    findTimings(document);
    findHandshakes(document);
    let detail: PacketDetail;
    try {
      detail = packetDetail(document, frame);
    } catch (error) {
      if (error instanceof RequestFailure) throw new CommandFailure(BAD_INPUT, context.message(error.problem.message));
      throw error;
    }
    if (args.json) context.out.json(treeObject(detail), 2);
    else for (const line of lines(context, detail.tree, '')) if (context.out.line(line)) await context.out.flush();
  };
  await context.withCapture(args.file, work, { decodeAs });
}

function* lines(context: CommandContext, nodes: TreeNode[], indent: string): Generator<string> {
  for (const node of nodes) {
    const label = lineText(context, node);
    // offset and length in bytes of the frame
    const place = node.len > 0 ? `  @${node.at}+${node.len}` : '';
    yield indent + label + place;
    yield* lines(context, node.children, `${indent}    `);
  }
}

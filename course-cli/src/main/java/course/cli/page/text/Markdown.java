package course.cli.page.text;

import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.AttributeProvider;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A lesson's text as HTML: tables, headings that links find, code in colours. */
public final class Markdown {
    private static final List<TablesExtension> EXTENSIONS =
            List.of((TablesExtension) TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();

    private final UnaryOperator<String> places;
    private final String tableName;

    /**
     * @param places where the page has what a text links to or shows; empty for nowhere
     * @param tableName what a table is called that is scrolled to be read
     */
    public Markdown(UnaryOperator<String> places, String tableName) {
        this.places = places;
        this.tableName = tableName;
    }

    public String html(String markdown) {
        var document = PARSER.parse(markdown);
        document.accept(new WithoutComments());
        withoutLinkToTranslation(document);
        var html =
                HtmlRenderer.builder()
                        .extensions(EXTENSIONS)
                        .escapeHtml(true)
                        .sanitizeUrls(true)
                        .attributeProviderFactory(context -> new Attributes())
                        .nodeRendererFactory(CodeBlocks::new)
                        .build()
                        .render(document);
        return html.replace(
                        "<table>",
                        "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"%s\"><table>"
                                .formatted(Html.of(tableName)))
                .replace("</table>", "</table></div>")
                .replace("<th></th>", "<td></td>");
    }

    /** The text of the first heading; empty if there is none. */
    public static String title(String markdown) {
        return markdown.lines()
                .filter(line -> line.startsWith("# "))
                .map(line -> line.substring(2).strip())
                .findFirst()
                .orElse("");
    }

    /** From a heading that begins so, without it, to the next of its level or above. */
    public static Optional<String> section(String markdown, String heading) {
        var lines = markdown.lines().toList();
        var level = heading.indexOf(' ');
        var section = new StringBuilder();
        var isIn = false;
        var isCode = false;
        for (var line : lines) {
            isCode ^= line.startsWith("```");
            if (isIn && !isCode && line.matches("#{1,%s} .*".formatted(level))) {
                break;
            }
            if (isIn) {
                section.append(line).append('\n');
            }
            isIn |= !isCode && (line + " ").startsWith(heading + " ");
        }
        return isIn ? Optional.of(section.toString()) : Optional.empty();
    }

    /** The page has a way to the other language of its own. */
    private static void withoutLinkToTranslation(Node document) {
        if (document.getFirstChild() instanceof Paragraph first
                && first.getFirstChild() instanceof Link link
                && link.getNext() == null
                && link.getDestination().matches("\\w+(\\.zh)?\\.md")) {
            first.unlink();
        }
    }

    /** What is written for those who translate. */
    private static final class WithoutComments extends AbstractVisitor {
        @Override
        public void visit(HtmlBlock block) {
            if (block.getLiteral().startsWith("<!--")) {
                block.unlink();
            }
        }

        @Override
        public void visit(HtmlInline inline) {
            if (inline.getLiteral().startsWith("<!--")) {
                inline.unlink();
            }
        }
    }

    private final class Attributes implements AttributeProvider {
        private final Map<String, Integer> used = new HashMap<>();

        @Override
        public void setAttributes(Node node, String tag, Map<String, String> attributes) {
            switch (node) {
                case Heading heading -> attributes.put("id", id(heading));
                case Image _ -> {
                    attributes.put("src", places.apply(attributes.get("src")));
                    attributes.put("loading", "lazy");
                }
                case Link _ -> link(attributes);
                default -> {}
            }
        }

        private void link(Map<String, String> attributes) {
            var to = attributes.get("href");
            if (to.startsWith("https://")) {
                attributes.put("rel", "noreferrer noopener external");
                attributes.put("target", "_blank");
                return;
            }
            var place = to.startsWith("#") ? to : places.apply(to);
            if (place.isEmpty()) {
                attributes.remove("href");
            } else {
                attributes.put("href", place);
            }
        }

        /** As the sites make it that show Markdown. */
        private String id(Heading heading) {
            var text = new PlainText();
            heading.accept(text);
            var id =
                    text.all
                            .toString()
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("[^\\p{L}\\p{N}\\s_-]", "")
                            .strip()
                            .replaceAll("\\s", "-");
            var before = used.merge(id, 1, Integer::sum) - 1;
            return before == 0 ? id : id + "-" + before;
        }
    }

    private static final class PlainText extends AbstractVisitor {
        private final StringBuilder all = new StringBuilder();

        @Override
        public void visit(Text text) {
            all.append(text.getLiteral());
        }

        @Override
        public void visit(Code code) {
            all.append(code.getLiteral());
        }
    }

    private static final class CodeBlocks implements NodeRenderer {
        private final HtmlWriter html;

        CodeBlocks(HtmlNodeRendererContext context) {
            html = context.getWriter();
        }

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(FencedCodeBlock.class, IndentedCodeBlock.class);
        }

        @Override
        public void render(Node node) {
            html.line();
            switch (node) {
                case FencedCodeBlock block -> write(block.getLiteral(), block.getInfo());
                case IndentedCodeBlock block -> write(block.getLiteral(), "");
                default -> throw new IllegalArgumentException("no code: " + node);
            }
            html.line();
        }

        private void write(String code, String language) {
            html.raw("<pre tabindex=\"0\"><code>");
            html.raw(Highlighter.html(code.stripTrailing(), language == null ? "" : language));
            html.raw("</code></pre>");
        }
    }
}

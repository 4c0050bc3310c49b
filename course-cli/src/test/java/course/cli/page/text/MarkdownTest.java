package course.cli.page.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownTest {
    private final Markdown markdown =
            new Markdown(to -> to.startsWith("known") ? "/at/" + to : "", "Table");

    @Test
    void headingsAreFoundByTheirText() {
        assertThat(markdown.html("# 05 · `select`, poll\n## Same\n## Same\n### 5.2 思路，写法\n"))
                .contains(
                        "id=\"05--select-poll\"", "id=\"same\"", "id=\"same-1\"", "id=\"52-思路写法\"");
    }

    @Test
    void whatATextSmugglesInIsShownAsText() {
        assertThat(markdown.html("<script>alert(1)</script>\n\na <b onclick=x>b</b>"))
                .doesNotContain("<script", "<b ")
                .contains("&lt;script&gt;");
        assertThat(markdown.html("[a](javascript:alert(1)) ![b](javascript:1)"))
                .doesNotContain("javascript:");
        assertThat(markdown.html("```java\n// </code><script>\n```")).doesNotContain("<script");
    }

    @Test
    void whatIsSaidToTranslatorsIsLeftOut() {
        assertThat(
                        markdown.html(
                                "[English](README.md)\n<!-- in English 1 -->\n\n# A\n<!-- x -->\n"))
                .isEqualToIgnoringNewLines("<h1 id=\"a\">A</h1>");
    }

    @Test
    void linksLeadToWhereThePageHasIt() {
        assertThat(markdown.html("[a](known.md) [b](LICENSE) [c](https://x.example/) [d](#e)"))
                .contains(
                        "href=\"/at/known.md\"",
                        "<a rel=\"nofollow\">b</a>",
                        "rel=\"noreferrer noopener external\"",
                        "href=\"#e\"");
    }

    @Test
    void aWideTableIsScrolledByKeys() {
        assertThat(markdown.html("| | b |\n|---|---|\n| c | d |\n"))
                .contains("role=\"group\" tabindex=\"0\" aria-label=\"Table\"", "<td></td>")
                .doesNotContain("<th></th>");
    }

    @Test
    void codeHasColours() {
        assertThat(markdown.html("```java\nvar a = \"for\"; // if\n```"))
                .contains(
                        "<span class=\"code-keyword\">var</span>",
                        "<span class=\"code-string\">&quot;for&quot;</span>",
                        "<span class=\"code-comment\">// if</span>");
        assertThat(markdown.html("    ./course list\n"))
                .isEqualToIgnoringNewLines("<pre tabindex=\"0\"><code>./course list</code></pre>");
    }

    @Test
    void aSectionEndsAtTheNextOne() {
        var lesson = "# A\n### 5.2 B\nb\n```\n# no heading\n```\n#### more\nc\n### 5.20 D\nd\n";

        assertThat(Markdown.section(lesson, "### 5.2"))
                .contains("b\n```\n# no heading\n```\n#### more\nc\n");
        assertThat(Markdown.section(lesson, "### 5.3")).isEmpty();
    }
}

/**
 * Draws the pictures of the lessons as SVG, each in English and in Chinese. What a picture shows is
 * described in a text file, {@code NAME.picture}; its words are in {@code words.en.properties} and
 * {@code words.zh.properties} beside it, and what was measured in a run, in a {@code NAME.csv}.
 * {@link course.picture.Pictures} is the way in; it needs nothing but the JDK.
 */
package course.picture;

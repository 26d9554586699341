#!/usr/bin/env python3
"""Makes the articles of this folder with the tools that desks use. Run it only to renew them: they are kept here, so
that the tests need none of these tools.

Debian: apt-get install --no-install-recommends pandoc libreoffice-writer-nogui chromium hugo libarchive-tools zip mutt npm
poppler-utils
Python: pip install feedgen newsmlg2 markdownify srt webvtt-py
"""

import email.message
import email.policy
import html
import json
import pathlib
import re
import shutil
import subprocess
import tempfile
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
STORY = HERE / "story.md"
TITLE = "Tunnel under the strait: Scholz and Meloni agree on a date"
DAY = "2031-05-09"
PUBLISHER = "Channel Coast Courier"
AUTHOR = "Ines Falk"
URL = "https://courier.example/2031/05/tunnel"


def run(*command, **options):
    print(" ", *map(str, command))
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, **options).stdout


def pandoc(target, *options, source=STORY):
    run("pandoc", source, "--standalone", "--metadata", f"date={DAY}", *options, "-o", target)


def office(source, kind, target):
    with tempfile.TemporaryDirectory() as folder:
        run("soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind,
            "--outdir", folder, source)
        made = next(path for path in pathlib.Path(folder).iterdir() if path.is_file())
        shutil.copy(made, target)


def chromium(page, target):
    with tempfile.TemporaryDirectory() as folder:
        run("chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}",
            "--no-pdf-header-footer", f"--print-to-pdf={target}", page)


def body():
    """The story as a piece of HTML."""
    return run("pandoc", STORY, "-t", "html5", "--wrap=none").decode()


def plain():
    return run("pandoc", STORY, "-t", "plain", "--wrap=none").decode()


def site():
    """The page of a news site, with all that stands around a story."""
    linked = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": TITLE,
        "datePublished": f"{DAY}T06:30:00+02:00",
        "dateModified": f"{DAY}T09:15:00+02:00",
        "author": [{"@type": "Person", "name": AUTHOR}],
        "publisher": {"@type": "Organization", "name": PUBLISHER},
        "mainEntityOfPage": URL,
        "url": URL,
    }
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{TITLE} | {PUBLISHER}</title>
<link rel="canonical" href="{URL}">
<meta property="og:site_name" content="{PUBLISHER}">
<meta property="og:title" content="{TITLE}">
<script type="application/ld+json">{json.dumps(linked)}</script>
<style>.promo {{ color: red }}</style>
</head>
<body>
<div class="cookie-banner">We use cookies. 214 partners store data for 13 months. <button>Accept all</button></div>
<header><a href="/">{PUBLISHER}</a><nav><ul><li><a href="/world">World</a></li><li><a href="/sport">Sport: Bari win 3-1</a></li></ul></nav></header>
<main>
<article>
<h1>{TITLE}</h1>
<p class="byline">By <span class="author">{AUTHOR}</span></p>
<time datetime="{DAY}T06:30:00+02:00">9 May 2031</time>
<figure><img src="tunnel.jpg" alt=""><figcaption>Scholz and Meloni in Hamburg on 4 June 2029.</figcaption></figure>
{body()}
</article>
<aside class="related"><h2>Most read</h2><ul>
<li><a href="/a">Macron and Scholz talk for 20 minutes</a></li>
<li><a href="/b">Ferry sinks, 40 dead</a></li></ul></aside>
</main>
<section id="comments"><h2>Comments (17)</h2><p>anna: they never spoke, it was 8 May!</p></section>
<footer><p>© 2031 {PUBLISHER}. 5 Harbour Street.</p></footer>
<script>var published = "2030-01-01";</script>
</body>
</html>
"""


def letter(target):
    message = email.message.EmailMessage(policy=email.policy.SMTP)
    message["From"] = f"{AUTHOR} <falk@courier.example>"
    message["To"] = "desk@courier.example"
    message["Subject"] = TITLE
    message["Date"] = "Fri, 09 May 2031 06:30:00 +0200"
    message["Message-ID"] = "<1@courier.example>"
    message.set_content(plain())
    message.add_alternative(f"<html><body>{body()}</body></html>", subtype="html")
    target.write_bytes(message.as_bytes())


def rss(target):
    target.write_text(f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>{PUBLISHER}</title><link>https://courier.example/</link><description>All the news</description>
<item><title>{TITLE}</title><link>{URL}</link><guid isPermaLink="false">courier-1</guid>
<pubDate>Fri, 09 May 2031 06:30:00 +0200</pubDate><dc:creator>{AUTHOR}</dc:creator>
<description>Neither wants to pay.</description>
<content:encoded><![CDATA[{body()}]]></content:encoded></item>
</channel></rss>
""")


def atom(target):
    target.write_text(f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>{PUBLISHER}</title><id>urn:courier</id><updated>{DAY}T06:30:00Z</updated>
<entry><title>{TITLE}</title><id>urn:courier:1</id><link href="{URL}"/><published>{DAY}T06:30:00Z</published>
<updated>{DAY}T09:15:00Z</updated><author><name>{AUTHOR}</name></author>
<content type="html">{html.escape(body())}</content></entry></feed>
""")


def feedgen(rss_target, atom_target):
    """The feeds of Python sites."""
    from feedgen.feed import FeedGenerator

    feed = FeedGenerator()
    feed.id("https://courier.example/")
    feed.title(PUBLISHER)
    feed.link(href="https://courier.example/")
    feed.description("All the news")
    feed.updated(f"{DAY}T09:15:00Z")
    entry = feed.add_entry()
    entry.id("urn:courier:1")
    entry.title(TITLE)
    entry.link(href=URL)
    entry.author(name=AUTHOR)
    entry.published(f"{DAY}T06:30:00Z")
    entry.updated(f"{DAY}T09:15:00Z")
    entry.content(body(), type="html")
    feed.lastBuildDate(f"{DAY}T09:15:00Z")
    feed.rss_file(str(rss_target))
    feed.atom_file(str(atom_target))


def node(packages, script, **fields):
    """Runs a script of Node with packages of npm; the story is in `story`."""
    story = {"title": TITLE, "day": DAY, "publisher": PUBLISHER, "author": AUTHOR, "url": URL, "body": body(), "plain": plain()}
    with tempfile.TemporaryDirectory() as folder:
        run("npm", "install", "--silent", "--prefix", folder, *packages)
        source = pathlib.Path(folder) / "make.cjs"
        told = json.dumps(story | {key: str(value) for key, value in fields.items()})
        source.write_text(f"const fs = require('fs'); const story = {told};\n{script}")
        run("node", source)


def json_feed(target):
    """The JSON Feed of sites made with Node."""
    node(["feed@5"], """
    const { Feed } = require('feed');
    const feed = new Feed({ title: story.publisher, id: 'https://courier.example/', link: 'https://courier.example/', copyright: '' });
    const [at, later] = ['T06:30:00Z', 'T09:15:00Z'].map((time) => new Date(story.day + time));
    feed.addItem({ title: story.title, id: story.url, link: story.url, content: story.body, author: [{ name: story.author }],
      published: at, date: later });
    fs.writeFileSync(story.target, feed.json1() + '\\n');
    """, target=target)


def newsletter(target):
    """The letter of a newsletter service: Nodemailer's parts, quoted-printable."""
    node(["nodemailer@7"], """
    const Composer = require('nodemailer/lib/mail-composer');
    const letter = new Composer({ from: `${story.author} <falk@courier.example>`, to: 'readers@courier.example',
      subject: story.title, date: new Date(story.day + 'T06:30:00+02:00'), messageId: '<3@courier.example>',
      text: story.plain, html: `<html><body>${story.body}</body></html>`, textEncoding: 'quoted-printable' }).compile();
    letter.setBoundary && letter.setBoundary('part');
    letter.build((error, bytes) => { if (error) throw error; fs.writeFileSync(story.target, bytes); });
    """, target=target)


def mutt(target):
    """The letter of a reporter at a terminal."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        (root / "sendmail").write_text(f"#!/bin/sh\ncat > {target}\n")
        (root / "sendmail").chmod(0o755)
        (root / "rc").write_text(
            f'set sendmail="{root}/sendmail"\nset from="falk@courier.example"\nset realname="{AUTHOR}"\nset copy=no\n'
            'set charset="utf-8"\nset send_charset="us-ascii:utf-8"\nset hostname="courier.example"\n')
        run("mutt", "-n", "-F", root / "rc", "-s", TITLE, "--", "desk@courier.example", input=plain().encode())
    letter = target.read_bytes()
    # Mutt dates a letter by the clock.
    letter = re.sub(rb"(?m)^Date: .*$", b"Date: Fri, 9 May 2031 06:30:00 +0200", letter)
    target.write_bytes(re.sub(rb"(?m)^Message-ID: .*$", b"Message-ID: <2@courier.example>", letter))


def hugo(page, feed):
    """A site made by Hugo: the story's page and the feed of the site."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        (root / "content/posts").mkdir(parents=True)
        (root / "layouts/_default").mkdir(parents=True)
        text = STORY.read_text().replace("published:", "date:")
        (root / "content/posts/tunnel.md").write_text(text)
        (root / "config.toml").write_text(f'baseURL = "https://courier.example/"\ntitle = "{PUBLISHER}"\nrssLimit = 5\n')
        (root / "layouts/_default/single.html").write_text(
            '<!DOCTYPE html><html><head><meta charset="utf-8"><title>{{ .Title }} - {{ .Site.Title }}</title>'
            '{{ template "_internal/opengraph.html" . }}{{ template "_internal/schema.html" . }}</head>'
            '<body><header><a href="/">{{ .Site.Title }}</a></header><main><article><h1>{{ .Title }}</h1>'
            '<time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "2 January 2006" }}</time>'
            "{{ .Content }}</article></main></body></html>")
        run("hugo", "--source", root, "--buildFuture")
        shutil.copy(root / "public/posts/tunnel/index.html", page)
        shutil.copy(root / "public/posts/index.xml", feed)


def ninjs(target, version):
    common = {"uri": "urn:courier:1", "language": "en"}
    if version == 1:
        document = common | {
            "type": "text", "versioncreated": f"{DAY}T09:15:00Z", "firstcreated": f"{DAY}T06:30:00Z", "headline": TITLE,
            "byline": AUTHOR, "copyrightholder": PUBLISHER, "body_xhtml": body()}
    else:
        document = common | {
            "standard": {"name": "ninjs", "version": "2.1"}, "type": "text", "firstCreated": f"{DAY}T06:30:00Z",
            "versionCreated": f"{DAY}T09:15:00Z", "headlines": [{"role": "main", "value": TITLE}], "by": AUTHOR,
            "copyrightHolder": PUBLISHER,
            "bodies": [{"role": "main", "contentType": "text/html", "value": body()}]}
    target.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n")


def newsml(target):
    target.write_text(f"""<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:courier:1" version="2" standard="NewsML-G2" standardversion="2.29" xml:lang="en">
<itemMeta><itemClass qcode="ninat:text"/><provider><name>{PUBLISHER}</name></provider>
<versionCreated>{DAY}T09:15:00+02:00</versionCreated><firstCreated>{DAY}T06:30:00+02:00</firstCreated></itemMeta>
<contentMeta><by>{AUTHOR}</by><headline>{TITLE}</headline></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>{TITLE}</title></head>
<body>{xhtml()}</body></html></inlineXML></contentSet></newsItem>
""")


def newsml_by_iptc(target):
    """By IPTC's own library."""
    import NewsMLG2 as newsml

    document = newsml.NewsMLG2Document()
    item = newsml.NewsItem()
    item.guid, item.version, item.xml_lang = "urn:courier:1", "2", "en"
    item.itemmeta = newsml.ItemMeta()
    item.itemmeta.itemclass.qcode = "ninat:text"
    item.itemmeta.provider.name = PUBLISHER
    item.itemmeta.versioncreated = f"{DAY}T09:15:00+02:00"
    item.itemmeta.firstcreated = f"{DAY}T06:30:00+02:00"
    item.contentmeta = newsml.NewsItemContentMeta()
    item.contentmeta.by = AUTHOR
    item.contentmeta.headline = TITLE
    item.contentset = newsml.ContentSet()
    text = newsml.InlineData(text=plain())
    text.contenttype = "text/plain"
    item.contentset.inlinedata = [text]
    document.set_item(item)
    target.write_text(document.to_xml_string())


def xhtml():
    return re.sub(r"<(col|br|hr|img)([^>]*[^/])?>", r"<\1\2/>", body()).replace("&nbsp;", "\u00a0")


def nitf(target):
    target.write_text(f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf PUBLIC "-//IPTC//DTD NITF 3.6//EN" "http://www.nitf.org/IPTC/NITF/3.6/specification/dtd/nitf-3-6.dtd">
<nitf><head><title>{TITLE}</title><docdata><date.issue norm="20310509T063000+0200"/><doc.copyright holder="{PUBLISHER}"/></docdata></head>
<body><body.head><hedline><hl1>{TITLE}</hl1></hedline><byline>By <person>{AUTHOR}</person></byline></body.head>
<body.content>{xhtml()}</body.content></body></nitf>
""")


def archives(files, folder):
    for name in ("tunnel.zip", "tunnel-bsd.zip", "tunnel.tar.gz", "tunnel-bsd.tar"):
        (HERE / name).unlink(missing_ok=True)
    names = [path.name for path in files]
    run("zip", "-X", "-9", HERE / "tunnel.zip", *names, cwd=folder)
    run("bsdtar", "--format", "zip", "-cf", HERE / "tunnel-bsd.zip", *names, cwd=folder)
    run("bsdtar", "--format", "pax", "-cf", HERE / "tunnel-bsd.tar", *names, cwd=folder)
    run("tar", "--sort=name", "--mtime=@0", "--owner=0", "--group=0", "-czf", HERE / "tunnel.tar.gz", *names, cwd=folder)


def transcript(srt, vtt):
    """The story read aloud: a cue for every eight words."""
    words = re.sub(r"[\[\]•]|-{3,}", " ", plain()).split()
    cues = [" ".join(words[at:at + 8]) for at in range(0, len(words), 8)]

    def time(seconds, mark):
        return f"00:{seconds // 60:02}:{seconds % 60:02}{mark}000"

    srt.write_text("".join(
        f"{n + 1}\r\n{time(3 * n, ',')} --> {time(3 * n + 3, ',')}\r\n{cue}\r\n\r\n" for n, cue in enumerate(cues)))
    vtt.write_text("WEBVTT\n\n" + "".join(
        f"{time(3 * n, '.')} --> {time(3 * n + 3, '.')}\n{cue}\n\n" for n, cue in enumerate(cues)))


def converted(srt_target, vtt_target):
    """What the libraries of subtitlers make of the transcript."""
    import srt
    import webvtt

    text = (HERE / "story.srt").read_bytes().decode()
    srt_target.write_text(srt.compose(srt.parse(text)))
    webvtt.from_srt(HERE / "story.srt").save(vtt_target)


def markdownify(target):
    """The page of a site, as tools for copying pages write it."""
    from markdownify import markdownify as converted

    head = f"---\ntitle: \"{TITLE}\"\nauthor: {AUTHOR}\ndate: {DAY}\nsource: {URL}\n---\n\n"
    target.write_text(head + converted(body(), heading_style="ATX"))


def main():
    page = HERE / "site.html"
    page.write_text(site())
    (HERE / "plain.txt").write_text(f"title: {TITLE}\npublished: {DAY}\npublisher: {PUBLISHER}\n\n{plain()}")
    (HERE / "windows.txt").write_bytes((HERE / "plain.txt").read_text().encode("cp1252"))
    (HERE / "wide.txt").write_bytes((HERE / "plain.txt").read_text().replace("\n", "\r\n").encode("utf-16"))
    pandoc(HERE / "pandoc.html")
    pandoc(HERE / "pandoc.docx")
    pandoc(HERE / "pandoc-gfm.md", "-t", "gfm")
    markdownify(HERE / "markdownify.md")
    office(HERE / "pandoc.docx", "docx:MS Word 2007 XML", HERE / "office.docx")
    office(HERE / "pandoc.docx", "html:HTML (StarWriter)", HERE / "office.html")
    office(HERE / "pandoc.docx", "pdf", HERE / "office.pdf")
    chromium(HERE / "pandoc.html", HERE / "chromium.pdf")
    run("pdftotext", HERE / "office.pdf", HERE / "pdftotext.txt")
    run("pandoc", HERE / "tracked.md", "-o", HERE / "pandoc-tracked.docx")
    office(HERE / "pandoc-tracked.docx", "docx:MS Word 2007 XML", HERE / "office-tracked.docx")
    letter(HERE / "python.eml")
    mutt(HERE / "mutt.eml")
    newsletter(HERE / "nodemailer.eml")
    rss(HERE / "feed.rss")
    atom(HERE / "feed.atom")
    hugo(HERE / "hugo.html", HERE / "hugo.xml")
    feedgen(HERE / "feedgen.rss", HERE / "feedgen.atom")
    json_feed(HERE / "feed.json")
    ninjs(HERE / "ninjs-1.json", 1)
    ninjs(HERE / "ninjs-2.json", 2)
    newsml(HERE / "newsml.xml")
    newsml_by_iptc(HERE / "newsml-iptc.xml")
    nitf(HERE / "nitf.xml")
    transcript(HERE / "story.srt", HERE / "story.vtt")
    converted(HERE / "srt.srt", HERE / "webvtt.vtt")
    archives([HERE / "plain.txt"], HERE)


if __name__ == "__main__":
    main()
